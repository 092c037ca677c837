'use client'

import { Button, Code, Group, JsonInput, Stack, Text, TextInput } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { CopyText } from '#src/components/copy-text.tsx'
import { type ApiDocument, addressOf, bodyOf, curlOf, type Endpoint, exampleOf } from './document.ts'

interface Props {
  endpoint: Endpoint
  document: ApiDocument
  appUrl: string
}

interface Answer {
  status: string
  body: string
}

/** Longer answers are cut here: this is for looking, not for loading. */
const maxCharacters = 20_000

/** Sends the request as the signed-in person, and shows what came back. */
export function TryRequest({ endpoint, document, appUrl }: Props) {
  const { method, path, operation } = endpoint
  const parameters = (operation.parameters ?? []).filter(({ in: place }) => place !== 'header')
  const schema = bodyOf(operation)
  const [values, setValues] = useState<Record<string, string>>({})
  const [body, setBody] = useState(() => (schema ? JSON.stringify(exampleOf(schema, document), null, 2) : ''))
  const [answer, setAnswer] = useState<Answer>()
  const [isSending, setSending] = useState(false)
  const address = addressOf(path, parameters, values)
  const command = curlOf(method, `${appUrl}${address}`, schema ? body : undefined)

  async function send() {
    setSending(true)
    setAnswer(await request(method, address, schema ? body : undefined))
    setSending(false)
  }

  return (
    <Stack gap="sm">
      {parameters.map(({ name, required }) => (
        <TextInput
          key={name}
          label={name}
          required={required}
          size="xs"
          value={values[name] ?? ''}
          onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
        />
      ))}
      {schema ? (
        <JsonInput
          label="Body"
          size="xs"
          autosize
          minRows={3}
          maxRows={16}
          formatOnBlur
          validationError="This is not valid JSON yet"
          value={body}
          onChange={setBody}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
      ) : null}
      <Group gap="xs">
        <Button
          size="xs"
          onClick={send}
          loading={isSending}
          leftSection={<IconPlayerPlay size={15} aria-hidden />}
        >
          Send
        </Button>
        <CopyText value={command} what="curl command" label="Copy as curl" />
      </Group>
      <Text size="xs" c="dimmed">
        {method === 'GET'
          ? 'Sent as you, with your session.'
          : 'Sent as you, with your session. The change is real, and is recorded in the audit trail.'}
      </Text>
      <div aria-live="polite">
        {answer ? (
          <>
            <Text size="sm" fw={600} mb={4}>
              {answer.status}
            </Text>
            <Code
              block
              style={{
                maxHeight: '24rem',
                overflow: 'auto',
                whiteSpace: 'pre-wrap',
                overflowWrap: 'anywhere',
              }}
            >
              {answer.body}
            </Code>
          </>
        ) : null}
      </div>
    </Stack>
  )
}

async function request(method: string, address: string, body: string | undefined): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method,
      ...(body ? { body, headers: { 'Content-Type': 'application/json' } } : {}),
    })
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    const text = isJson
      ? JSON.stringify(await response.json(), null, 2)
      : `${(await response.blob()).size} bytes`
    const shown = text.length > maxCharacters ? `${text.slice(0, maxCharacters)}\n…` : text
    return { status: `${response.status} ${response.statusText}`.trim(), body: shown }
  } catch {
    return { status: 'No response', body: 'The server did not respond. Check the connection and try again.' }
  }
}
