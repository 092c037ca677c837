'use client'

import { Anchor, Badge, Group, Paper, SimpleGrid, Text } from '@mantine/core'
import Link from 'next/link'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import { formatCount, formatDecimal, plural } from '#src/components/format/quantities.ts'
import type { Candidate, Figure } from '../../discovery/schema.ts'
import { tierLabels } from '../labels.ts'

export function CandidateCard({ candidate }: { candidate: Candidate }) {
  const { locale } = useFormats()
  const { rank, score, in_time, supplier, offer, figures } = candidate
  return (
    <Paper p="md" component="article" aria-label={`${rank}. ${supplier.name}`}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Text fw={600}>
            {rank}.{' '}
            <Anchor component={Link} href={`/suppliers/${supplier.id}`} inherit>
              {supplier.name}
            </Anchor>
          </Text>
          <Text size="sm" c="dimmed" suppressHydrationWarning>
            {offer
              ? `${offer.product_name} (${offer.sku}): order ${formatCount(locale, offer.order_quantity)} at ${money(offer.price, locale)} ${offer.currency}`
              : 'Fits what you need; no price for it is recorded.'}
          </Text>
        </div>
        <Group gap="xs">
          {in_time === null ? null : (
            <Badge color={in_time ? 'green' : 'red'} suppressHydrationWarning>
              {in_time ? 'In time' : 'Too late'}
              {offer?.arrives_on ? `: ${day(offer.arrives_on, locale)}` : ''}
            </Badge>
          )}
          <Badge color="gray">Score {Math.round(score * 100)} of 100</Badge>
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="md" mt="sm">
        <FigureText
          label="Total"
          figure={figures.price}
          text={(value) => `${money(String(value), locale)} ${offer?.currency ?? ''}`}
        />
        <FigureText
          label="Lead time"
          figure={figures.lead_time}
          text={(value) => `${value} ${plural(Number(value), 'day')}`}
        />
        <FigureText
          label="Tier"
          figure={figures.tier}
          text={(value) => tierLabels[value as keyof typeof tierLabels]}
        />
        <FigureText label="Rating" figure={figures.rating} text={(value) => `${value} of 5`} />
        <FigureText label="Lateness" figure={figures.lateness} text={String} />
        <FigureText label="Quality" figure={figures.quality} text={String} />
      </SimpleGrid>
    </Paper>
  )
}

interface FigureProps {
  label: string
  figure: Figure
  text: (value: string | number) => string
}

function FigureText({ label, figure, text }: FigureProps) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" fw={600} suppressHydrationWarning>
        {figure.value === null ? 'Unknown' : text(figure.value)}
      </Text>
      <Text size="xs" c="dimmed">
        {figure.note}
      </Text>
    </div>
  )
}

function money(decimal: string, locale: string): string {
  return formatDecimal(locale, decimal.replace(/(\.\d\d)(\d*?)0+$/, '$1$2'))
}

function day(text: string, locale: string): string {
  return formatDay(`${text}T00:00:00Z`, { locale, timeZone: 'UTC' })
}
