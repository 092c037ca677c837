'use client'

import { List, Stack, Text } from '@mantine/core'
import { toDecimal } from '#src/features/spend/decimals.ts'
import type { Node } from '../../strategies/rules.ts'
import type { Rules } from '../../strategies/schema.ts'
import { fieldLabels, sentenceOf } from '../../strategies/words.ts'

/** The rules in words. */
export function RulesSentences({ rules }: { rules: Rules }) {
  const { currency, autonomy, match, choose, approve_over, cooldown, max_open } = rules
  const money = (amount: number) => `${toDecimal(amount, currency)} ${currency}`
  const does = {
    observe: 'It only says what it would buy.',
    propose: 'It proposes them; a person decides.',
    auto: 'It asks for the money by itself.',
  }[autonomy]
  return (
    <Stack gap="xs">
      <Tree node={match} currency={currency} />
      <Text size="sm">
        Of what fits, priced in {currency}, it chooses the {choose.most} with the {choose.order}{' '}
        {fieldLabels[choose.by].toLowerCase()}. {does}
      </Text>
      <Text size="sm">
        {approve_over === null ? '' : `Above ${money(approve_over)} a person decides. `}
        {cooldown === 0 ? '' : `The same thing is bought again after ${cooldown} hours. `}
        At most {max_open} of its trades are open at the same time.
      </Text>
    </Stack>
  )
}

const heads = { all: 'All of these hold:', any: 'At least one of these holds:', not: 'This does not hold:' }

function Tree({ node, currency }: { node: Node; currency: string }) {
  if (!('of' in node)) return <>{sentenceOf(node, currency)}</>
  return (
    <div>
      <Text size="sm" span>
        {heads[node.match]}
      </Text>
      <List size="sm" withPadding>
        {node.of.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rules of a version never change
          <List.Item key={index}>
            <Tree node={child} currency={currency} />
          </List.Item>
        ))}
      </List>
    </div>
  )
}
