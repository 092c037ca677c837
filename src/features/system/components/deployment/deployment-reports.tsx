import { Badge, Code, Group, List, ListItem, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconStethoscope } from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
import { CopyText } from '#src/components/copy-text.tsx'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { Finding, Report } from '../../deployment/schema.ts'

/** The last report of each phase, and how to get a new one. */
export function DeploymentReports({ reports }: { reports: Report[] }) {
  if (reports.length === 0) {
    return (
      <EmptyState icon={<IconStethoscope aria-hidden />} title="The doctor has not run yet">
        Run <Code>npm run doctor</Code> on the server. Its findings appear here.
      </EmptyState>
    )
  }
  return (
    <Stack gap="md">
      {reports.map((report) => (
        <PhaseCard key={report.phase} report={report} />
      ))}
    </Stack>
  )
}

const phaseTitles: Record<Report['phase'], string> = {
  build: 'Before the build',
  deploy: 'Before the start',
  validate: 'After the start',
  complete: 'Everything at once',
}

function PhaseCard({ report: { phase, status, errors, timestamp } }: { report: Report }) {
  const command = `npm run doctor${phase === 'complete' ? '' : ` -- --phase ${phase}`}`
  return (
    <Card title={phaseTitles[phase]} aside={<StatusBadge status={status} count={errors.length} />}>
      {errors.length > 0 ? (
        <List listStyleType="none" spacing="md" mb="md" styles={{ itemWrapper: { width: '100%' } }}>
          {errors.map((finding) => (
            <FindingItem key={JSON.stringify(finding)} finding={finding} />
          ))}
        </List>
      ) : null}
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          Checked <Timestamp at={timestamp} relative />
        </Text>
        <Group gap={4} wrap="nowrap">
          <Code>{command}</Code>
          <CopyText value={command} what={command} />
        </Group>
      </Group>
    </Card>
  )
}

function FindingItem({ finding: { file, line, message, suggestion } }: { finding: Finding }) {
  return (
    <ListItem style={{ overflowWrap: 'anywhere' }}>
      <Text fw={600}>{message}</Text>
      <Text size="sm">{suggestion}</Text>
      <Code fz="xs">
        {file}:{line}
      </Code>
    </ListItem>
  )
}

const looks = {
  success: { label: () => 'No problems', color: 'green', icon: IconCircleCheck },
  warning: { label: (count: number) => `${count} to look at`, color: 'amber', icon: IconAlertTriangle },
  error: {
    label: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
    color: 'red',
    icon: IconCircleX,
  },
}

function StatusBadge({ status, count }: { status: Report['status']; count: number }) {
  const { label, color, icon: Icon } = looks[status]
  return (
    <Badge color={color} fw={600} style={{ flex: 'none' }} leftSection={<Icon size={13} aria-hidden />}>
      {label(count)}
    </Badge>
  )
}
