'use client'

import { Accordion, Anchor, Badge, Box, Code, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { type ApiDocument, type Endpoint, groupsOf } from './document.ts'
import { EndpointPanel } from './endpoint-panel.tsx'

interface Props {
  document: ApiDocument
  appUrl: string
  isSignedIn: boolean
}

const colors: Record<string, string> = { GET: 'petrol', DELETE: 'red' }

/** The API to read and to try, made from the same document that programs read. */
export function ApiReference({ document, appUrl, isSignedIn }: Props) {
  const [search, setSearch] = useState('')
  const groups = [...groupsOf(document)]
    .map(([name, endpoints]) => [name, endpoints.filter((endpoint) => matches(endpoint, search))] as const)
    .filter(([, endpoints]) => endpoints.length > 0)
  return (
    <Box component="main" maw={980} mx="auto" p={{ base: 'sm', sm: 'lg' }}>
      <Title order={1} mb={4}>
        {document.info.title} API
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        Send an API key as <Code>Authorization: Bearer wb_…</Code>. Every response is an envelope, every error
        a problem document (RFC 9457). The machine-readable description is at{' '}
        <Anchor href="/api/v1/openapi.json" inherit underline="always">
          /api/v1/openapi.json
        </Anchor>
        . {isSignedIn ? null : 'Sign in to the console to try requests here.'}
      </Text>
      <TextInput
        type="search"
        aria-label="Search the API"
        placeholder="Search by path or purpose"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        mb="md"
      />
      {groups.length === 0 ? <Text>Nothing matches. Try part of a path, such as schedules.</Text> : null}
      <Stack gap="lg">
        {groups.map(([name, endpoints]) => (
          <section key={name} aria-labelledby={`api-${name}`}>
            <Title order={2} id={`api-${name}`} mb="xs">
              {name}
            </Title>
            <Accordion variant="contained" multiple keepMounted={false} order={3}>
              {endpoints.map((endpoint) => (
                <Accordion.Item key={endpoint.operation.operationId} value={endpoint.operation.operationId}>
                  <Accordion.Control>
                    <Group gap="xs" mb={2}>
                      <Badge color={colors[endpoint.method] ?? 'gray'} variant="light" w={72}>
                        {endpoint.method}
                      </Badge>
                      <Code style={{ overflowWrap: 'anywhere' }}>{endpoint.path}</Code>
                    </Group>
                    <Text size="sm">{endpoint.operation.summary}</Text>
                  </Accordion.Control>
                  <Accordion.Panel>
                    <EndpointPanel
                      endpoint={endpoint}
                      document={document}
                      appUrl={appUrl}
                      isSignedIn={isSignedIn}
                    />
                  </Accordion.Panel>
                </Accordion.Item>
              ))}
            </Accordion>
          </section>
        ))}
      </Stack>
    </Box>
  )
}

function matches({ path, operation }: Endpoint, search: string): boolean {
  const text = `${path} ${operation.operationId} ${operation.summary}`.toLowerCase()
  return search
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
