'use client'

import { Divider, Paper, Stack } from '@mantine/core'
import { IconTruckDelivery } from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
import { EmptyState } from '#src/components/empty-state.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { MoveButton } from '#src/components/moves/move-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { predictAgainAction } from '../../actions.ts'
import type { PredictionResource, Standing, SupplierStanding } from '../../record/schema.ts'
import { PredictionItem } from '../risk/prediction-item.tsx'
import { CalibrationCard } from './calibration-card.tsx'
import { StandingFigures } from './standing-card.tsx'
import { SupplierTable } from './supplier-table.tsx'

interface Props {
  standing: Standing
  suppliers: SupplierStanding[]
  predictions: PredictionResource[]
  page: number
  pages: number
  mayManage: boolean
}

/** Which open lines may be late, why, and how far such predictions can be trusted. */
export function PerformancePage({ standing, suppliers, predictions, page, pages, mayManage }: Props) {
  return (
    <>
      <PageHeader
        title="Supplier performance"
        description="Which open order lines may be late, and why; and whether earlier predictions held."
        actions={
          <>
            <LinkButton href="/data/supplier_risk" variant="default">
              Filter, sort and export
            </LinkButton>
            {mayManage ? (
              <MoveButton
                label="Predict again"
                title="Predict all open lines again?"
                explanation="A worker predicts them as of today. Without this it happens every day, and whenever an order is sent, confirmed or delivered."
                done="The predictions will be updated in a moment."
                move={predictAgainAction}
              />
            ) : null}
          </>
        }
      />
      <Stack gap="md">
        <StandingFigures standing={standing} />
        {predictions.length > 0 ? (
          <Card title="Open lines by risk">
            <Stack gap="md">
              {predictions.map((prediction, index) => (
                <div key={prediction.id}>
                  {index > 0 ? <Divider mb="md" /> : null}
                  <PredictionItem prediction={prediction} />
                </div>
              ))}
            </Stack>
            <PageNumbers page={page} pages={pages} />
          </Card>
        ) : (
          <Paper>
            <EmptyState icon={<IconTruckDelivery aria-hidden />} title="No open lines">
              Lines of orders that were sent and are not overdue appear here within a minute.
            </EmptyState>
          </Paper>
        )}
        <SupplierTable suppliers={suppliers} />
        <CalibrationCard calibration={standing.calibration} />
      </Stack>
    </>
  )
}
