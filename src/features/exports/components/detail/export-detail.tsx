'use client'

import { Alert, Grid, Stack } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { Delivery } from '../../destinations/record/schema.ts'
import type { ExportApproval } from '../../governance/record/schema.ts'
import type { Manifest } from '../../proofs/manifest.ts'
import type { ExportDetails } from '../../record/details-schema.ts'
import { ApprovalCard } from '../approvals/approval-card.tsx'
import { BackToExports } from '../back-to-exports.tsx'
import { DeliveriesCard } from '../deliveries/deliveries-card.tsx'
import { isUnfinished, type ShownExport, stateOf } from '../export-state.ts'
import type { OptionsSchema } from '../format-options.ts'
import { type Labels, labelOf } from '../labels.ts'
import { LiveAnnouncer } from '../live-announcer.tsx'
import type { Rights } from '../rights.ts'
import { SignedOutNotice } from '../signed-out-notice.tsx'
import { useLiveExports } from '../use-live-exports.ts'
import { AttemptsCard } from './attempts-card.tsx'
import { ColumnsCard } from './columns-card.tsx'
import { ContentsCard } from './contents-card.tsx'
import { DetailActions } from './detail-actions.tsx'
import { FilesCard } from './files-card.tsx'
import { RecipientsCard } from './recipients-card.tsx'
import { type FieldNames, RequestCard } from './request-card.tsx'
import { StatusCard } from './status-card.tsx'
import { TimelineCard } from './timeline-card.tsx'

interface Props {
  details: ExportDetails
  manifest: Manifest | undefined
  /** Why this person may not open the file. */
  refusal?: string | undefined
  names: FieldNames
  labels: Labels
  /** Of the export's format. */
  options: OptionsSchema
  rights: Rights
  approval?: ExportApproval
  deliveries: Delivery[]
  mayApprove?: boolean
  renderedAt: number
}

export function ExportDetail({
  details,
  manifest,
  refusal,
  names,
  labels,
  options,
  rights,
  approval,
  deliveries,
  mayApprove,
  renderedAt,
}: Props) {
  const { now } = useFormats()
  const { exports, problem } = useLiveExports({ initial: [details], renderedAt })
  const seen = exports[0]!
  const [problemFound, setProblemFound] = useState<ShownExport['file_problem']>()
  const row: ExportDetails & ShownExport = { ...details, ...seen.resource }
  const resource = problemFound ? { ...row, file_problem: problemFound } : row
  const state = stateOf(resource, Math.max(now, seen.seenAt))
  useRefreshWhenDone(isUnfinished(details) && !isUnfinished(resource))
  return (
    <>
      {problem?.code === 'unauthenticated' ? <SignedOutNotice /> : null}
      <LiveAnnouncer exports={exports} />
      <PageHeader
        above={<BackToExports />}
        title={resource.export_name}
        description={`${labelOf(labels.datasets, resource.export_type)} as ${labelOf(labels.formats, resource.format)}`}
        actions={<DetailActions resource={resource} state={state} rights={rights} labels={labels} />}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <StatusCard resource={resource} seenAt={seen.seenAt} state={state} />
            {approval ? (
              <ApprovalCard
                approval={approval}
                resource={resource}
                mayDecide={
                  mayApprove === true &&
                  resource.created_by !== rights.userId &&
                  resource.phase === 'approval'
                }
              />
            ) : null}
            {refusal ? (
              <Alert color="gray" icon={<IconLock aria-hidden />}>
                {refusal}
              </Alert>
            ) : null}
            <DeliveriesCard
              exportId={resource.id}
              initial={deliveries}
              mayRetry={rights.mayCreate && state === 'completed'}
            />
            {manifest ? (
              <>
                <FilesCard
                  resource={resource}
                  manifest={manifest}
                  mayDownload={rights.mayDownload && state === 'completed'}
                  onVerdict={(verdict) => setProblemFound(verdict === 'altered' ? 'altered' : undefined)}
                />
                <ContentsCard
                  manifest={manifest}
                  labels={labels}
                  options={options}
                  comparisonHref={
                    resource.links.formats && !manifest.delta
                      ? `/exports/${resource.id}/comparison`
                      : undefined
                  }
                />
              </>
            ) : (
              <RequestCard resource={resource} names={names} />
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="md">
            <TimelineCard details={resource} state={state} />
            <RecipientsCard
              exportId={resource.id}
              recipients={resource.recipient_states ?? []}
              mayRemove={
                (rights.seesAll || resource.created_by === rights.userId) &&
                rights.mayCreate &&
                !isUnfinished(resource)
              }
            />
            <AttemptsCard attempts={resource.attempts ?? []} />
          </Stack>
        </Grid.Col>
        {manifest ? (
          <Grid.Col span={12}>
            <ColumnsCard manifest={manifest} />
          </Grid.Col>
        ) : null}
      </Grid>
    </>
  )
}

/** Files, manifest and attempts are only there once it has ended. */
function useRefreshWhenDone(isDone: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (isDone) router.refresh()
  }, [isDone, router])
}
