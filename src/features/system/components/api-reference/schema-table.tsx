import { Code, ScrollArea, Table, Text } from '@mantine/core'
import type { ApiDocument, ApiParameter, JsonSchema } from './document.ts'
import { resolved, typeInWords } from './document.ts'

interface Line {
  name: string
  type: string
  isRequired: boolean
  note: string
}

interface Props {
  /** What the lines are, for screen readers. */
  label: string
  lines: Line[]
}

/** Names, types and meanings, one a line. */
export function SchemaTable({ label, lines }: Props) {
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
      <Table fz="sm" verticalSpacing={4} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Type</Table.Th>
            <Table.Th>Meaning</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ name, type, isRequired, note }) => (
            <Table.Tr key={name}>
              <Table.Td>
                <Code>{name}</Code>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere', minWidth: '9rem' }}>
                {type}
                {isRequired ? (
                  <Text component="span" size="xs" c="dimmed">
                    {' '}
                    required
                  </Text>
                ) : null}
              </Table.Td>
              <Table.Td style={{ minWidth: '12rem' }}>{note}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  )
}

export function parameterLines(parameters: ApiParameter[], document: ApiDocument): Line[] {
  return parameters.map(({ name, in: place, required, schema }) => ({
    name,
    type: typeInWords(schema, document),
    isRequired: required,
    note: [`In the ${place}.`, schema.description ?? ''].join(' ').trim(),
  }))
}

/** The members of an object, and those of objects inside it with a dot: two levels say enough. */
export function memberLines(given: JsonSchema, document: ApiDocument, prefix = ''): Line[] {
  const schema = resolved(given, document)
  return Object.entries(schema.properties ?? {}).flatMap(([key, member]) => {
    const name = `${prefix}${key}`
    const inner = resolved(member, document)
    const nested = inner.type === 'array' && inner.items ? resolved(inner.items, document) : inner
    const suffix = inner.type === 'array' ? '[].' : '.'
    const line = {
      name,
      type: typeInWords(member, document),
      isRequired: schema.required?.includes(key) ?? false,
      note: member.description ?? '',
    }
    return prefix.includes('.') ? [line] : [line, ...memberLines(nested, document, `${name}${suffix}`)]
  })
}
