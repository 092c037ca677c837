'use client'

import { Stack, Tabs, Text } from '@mantine/core'
import { type ApiDocument, answerOf, bodyOf, type Endpoint } from './document.ts'
import { memberLines, parameterLines, SchemaTable } from './schema-table.tsx'
import { TryRequest } from './try-request.tsx'

interface Props {
  endpoint: Endpoint
  document: ApiDocument
  appUrl: string
  isSignedIn: boolean
}

/** What one operation takes and answers, and a place to try it. */
export function EndpointPanel({ endpoint, document, appUrl, isSignedIn }: Props) {
  const { operation } = endpoint
  const parameters = operation.parameters ?? []
  const body = bodyOf(operation)
  const { status, schema } = answerOf(operation)
  return (
    <Stack gap="sm">
      {operation.description ? <Text size="sm">{operation.description}</Text> : null}
      <Tabs defaultValue="request" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="request">Request</Tabs.Tab>
          <Tabs.Tab value="response">Response {status}</Tabs.Tab>
          {isSignedIn ? <Tabs.Tab value="try">Try it</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="request" pt="sm">
          {parameters.length > 0 ? (
            <SchemaTable label="Parameters" lines={parameterLines(parameters, document)} />
          ) : null}
          {body ? <SchemaTable label="Body" lines={memberLines(body, document)} /> : null}
          {parameters.length === 0 && !body ? <Text size="sm">It takes no input.</Text> : null}
        </Tabs.Panel>
        <Tabs.Panel value="response" pt="sm">
          {schema ? (
            <SchemaTable label="Response" lines={memberLines(schema, document)} />
          ) : (
            <Text size="sm">The bytes of the file.</Text>
          )}
        </Tabs.Panel>
        {isSignedIn ? (
          <Tabs.Panel value="try" pt="sm">
            <TryRequest endpoint={endpoint} document={document} appUrl={appUrl} />
          </Tabs.Panel>
        ) : null}
      </Tabs>
    </Stack>
  )
}
