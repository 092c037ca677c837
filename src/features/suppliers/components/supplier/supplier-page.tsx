'use client'

import { Grid, Group, Stack } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { LinkButton } from '#src/components/link-button.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { SupplierResource } from '../../record/schema.ts'
import { statusLabels, tierLabels } from '../labels.ts'
import { ContactsCard } from './contacts-card.tsx'
import { FactsCard } from './facts-card.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { PricesCard } from './prices-card.tsx'

interface Props {
  supplier: SupplierResource
  mayWrite: boolean
  /** How it delivers, for who may see orders. */
  scorecard: ReactNode
  /** Which of its open lines may be late, for who may see predictions. */
  risk: ReactNode
}

export function SupplierPage({ supplier, mayWrite, scorecard, risk }: Props) {
  const { id, name, supplier_no, status, tier, category } = supplier
  const described = [supplier_no, tier && tierLabels[tier], category].filter(Boolean).join(' · ')
  return (
    <>
      <PageHeader
        above={<BackLink href="/data/suppliers" label="Suppliers" />}
        title={
          <Group component="span" gap="xs">
            {name}
            <StatusBadge {...statusLabels[status]} />
          </Group>
        }
        description={described}
        actions={
          <>
            <MoveButtons supplier={supplier} />
            {mayWrite ? (
              <LinkButton href={`/suppliers/${id}/edit`} leftSection={<IconPencil size={17} aria-hidden />}>
                Edit
              </LinkButton>
            ) : null}
          </>
        }
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="md">
            <FactsCard supplier={supplier} />
            <ContactsCard supplier={supplier} mayWrite={mayWrite} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            {scorecard}
            {risk}
            <PricesCard supplier={supplier} mayWrite={mayWrite} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  )
}
