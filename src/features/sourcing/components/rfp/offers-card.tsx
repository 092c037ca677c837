'use client'

import { Badge, Table, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { Price } from '#src/components/format/price.tsx'
import { Quantity } from '#src/components/format/quantity.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { RfpDetails } from '../../record/schema.ts'
import type { ResponseResource } from '../../responses/schema.ts'

interface Props {
  rfp: RfpDetails
  responses: ResponseResource[]
}

/** Lines down, suppliers across: what each asks for one unit, and who got the line. */
export function OffersCard({ rfp, responses }: Props) {
  const shown = responses.filter(({ status }) => status !== 'withdrawn' && status !== 'draft')
  return (
    <Card title="Lines">
      {rfp.lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing is asked for yet.
        </Text>
      ) : (
        <WideTable
          label="Lines and what suppliers ask for them"
          width={`${22 + shown.length * 9}rem`}
          head={
            <Table.Tr>
              <Table.Th>Line</Table.Th>
              <Table.Th ta="right">Quantity</Table.Th>
              {shown.map(({ id, supplier_name }) => (
                <Table.Th key={id} ta="right">
                  {supplier_name}
                </Table.Th>
              ))}
            </Table.Tr>
          }
        >
          {rfp.lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {line.position}. {line.description}
              </Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                <Quantity value={line.quantity} unit={line.unit} />
              </Table.Td>
              {shown.map((response) => (
                <Table.Td key={response.id} ta="right">
                  <Offer line={line} response={response} currency={rfp.currency} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          {shown.some(({ amount }) => amount !== null) ? (
            <Table.Tr fw={600}>
              <Table.Td colSpan={2}>Amount of what is offered</Table.Td>
              {shown.map(({ id, amount }) => (
                <Table.Td key={id} ta="right">
                  <Price price={amount} currency={rfp.currency} />
                </Table.Td>
              ))}
            </Table.Tr>
          ) : null}
        </WideTable>
      )}
    </Card>
  )
}

interface OfferProps {
  line: RfpDetails['lines'][number]
  response: ResponseResource
  currency: string
}

function Offer({ line, response, currency }: OfferProps) {
  const offer = response.lines.find(({ line_id }) => line_id === line.id)
  if (!offer)
    return (
      <Text span inherit c="dimmed">
        Not offered
      </Text>
    )
  if (response.is_sealed)
    return (
      <Text span inherit c="dimmed">
        Sealed
      </Text>
    )
  return (
    <>
      <Price price={offer.price} currency={currency} />
      {line.awarded_response_id === response.id ? (
        <>
          {' '}
          <Badge component="span" color="green" size="sm">
            Awarded
          </Badge>
        </>
      ) : null}
    </>
  )
}
