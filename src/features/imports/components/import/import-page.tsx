'use client'

import { Alert, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Bytes, Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { ImportErrorResource, ImportResource } from '../../schema.ts'
import { isWorking, statuses } from '../statuses.ts'
import { CountsCard } from './counts-card.tsx'
import { ErrorsCard } from './errors-card.tsx'
import { ImportActions } from './import-actions.tsx'
import { MappingCard } from './mapping-card.tsx'
import { useRefresh } from './use-refresh.ts'

interface Props {
  imported: ImportResource
  errors: ImportErrorResource[]
  page: number
  pages: number
  total: number
  mayRun: boolean
  mayUndo: boolean
}

export function ImportPage({ imported, errors, page, pages, total, mayRun, mayUndo }: Props) {
  const { content, file_name, file_bytes, status, created_at, problem, counts, mapping, rows_done } = imported
  useRefresh(isWorking(status))
  return (
    <Stack gap="lg">
      <PageHeader
        above={<BackLink href="/inventory/imports" label="Import" />}
        title={file_name}
        description={
          <>
            <Bytes value={file_bytes} />, uploaded <Timestamp at={created_at} relative />
          </>
        }
        actions={<ImportActions imported={imported} mayRun={mayRun} mayUndo={mayUndo} />}
      />
      <Text component="div" aria-live="polite">
        <StatusBadge {...statuses[status]} />{' '}
        {isWorking(status) ? <Progress rows={rows_done} /> : sentences[status]}
      </Text>
      {problem ? (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
          {problem}
        </Alert>
      ) : null}
      {counts ? (
        <CountsCard content={content} counts={counts} isDone={status === 'applied' || status === 'undone'} />
      ) : null}
      {total > 0 ? (
        <ErrorsCard imported={imported} errors={errors} total={total} page={page} pages={pages} />
      ) : null}
      {mapping ? <MappingCard imported={imported} mapping={mapping} /> : null}
    </Stack>
  )
}

const sentences: Partial<Record<ImportResource['status'], string>> = {
  checked: 'Nothing has changed yet.',
  applied: 'Its rows were applied.',
  undone: 'What this file changed was taken back.',
  failed: 'Nothing was changed.',
  cancelled: 'Nothing was changed.',
}

function Progress({ rows }: { rows: number }) {
  return rows > 0 ? (
    <>
      <Count value={rows} /> rows so far
    </>
  ) : (
    <>Reading the file</>
  )
}
