'use client'

import { Alert, Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconPackageExport } from '@tabler/icons-react'
import Link from 'next/link'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { TemplateResource } from '../../templates/record/schema.ts'
import { type Labels, labelOf } from '../labels.ts'
import { problemWords } from './problem-words.ts'
import { TemplateMenu } from './template-menu.tsx'
import { useStartExport } from './use-start-export.ts'

interface Props {
  template: TemplateResource
  labels: Labels
  maySchedule: boolean
}

/** One template with what it makes, and the button that makes it. */
export function TemplateCard({ template, labels, maySchedule }: Props) {
  const { start, isStarting } = useStartExport(template)
  const { template_name, description, source, creator, is_public, problems, may_change } = template
  const isReadable = !problems.some(({ part }) => part === 'dataset')
  return (
    <Paper component="article" aria-label={template_name} p="md">
      <Stack gap="xs" h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
          <Anchor
            component={Link}
            href={`/exports/templates/${template.id}`}
            fw={600}
            c="inherit"
            style={{ overflowWrap: 'anywhere', minWidth: 0 }}
          >
            {template_name}
          </Anchor>
          <TemplateMenu template={template} maySchedule={maySchedule} />
        </Group>
        <Group gap={6}>
          <Badge>{labelOf(labels.datasets, template.export_type)}</Badge>
          <Badge color="gray">{labelOf(labels.formats, template.format)}</Badge>
          {source === 'mine' && is_public ? <Badge color="blue">Shared</Badge> : null}
        </Group>
        {description ? (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }} lineClamp={3}>
            {description}
          </Text>
        ) : null}
        {problems.length > 0 ? (
          <Alert color="amber" p="xs" icon={<IconAlertTriangle aria-hidden />}>
            {problemWords(problems).map((words) => (
              <Text size="sm" key={words}>
                {words}.
              </Text>
            ))}
            {may_change && isReadable ? (
              <Anchor component={Link} href={`/exports/templates/${template.id}`} size="sm">
                Replace them
              </Anchor>
            ) : null}
          </Alert>
        ) : null}
        <Group justify="space-between" mt="auto" gap="xs">
          <Text size="xs" c="dimmed">
            {source === 'team' && creator ? `${creator.first_name} ${creator.last_name} · ` : ''}
            {template.last_used_at ? (
              <>
                Last used <Timestamp at={template.last_used_at} relative />
              </>
            ) : (
              'Not used yet'
            )}
          </Text>
          <Button
            size="xs"
            leftSection={<IconPackageExport size={15} aria-hidden />}
            onClick={start}
            loading={isStarting}
            disabled={!isReadable}
            aria-label={`Export ${template_name}`}
          >
            Export
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
