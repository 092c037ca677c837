'use client'

import { List, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAlertTriangle, IconMailCode } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { checkRecipientsAction } from '../../../actions.ts'

interface Found {
  address: string
  refusal: string | null
}

const typingMilliseconds = 300

/** Says which recipients have no account, and what each of them will get. */
export function GuestsHint({ recipients, dataset }: { recipients: string[]; dataset: string }) {
  const [asked] = useDebouncedValue(JSON.stringify([recipients, dataset]), typingMilliseconds)
  const [guests, setGuests] = useState<Found[]>([])
  useEffect(() => {
    const [addresses, exportType]: [string[], string] = JSON.parse(asked)
    if (addresses.length === 0) return setGuests([])
    let isCurrent = true
    void settleAction(checkRecipientsAction(addresses, exportType)).then((answer) => {
      if (isCurrent && answer.ok) setGuests(answer.data.guests)
    })
    return () => {
      isCurrent = false
    }
  }, [asked])
  if (guests.length === 0) return null
  return (
    <div role="status" aria-label="Recipients without an account">
      <List size="sm" listStyleType="none" spacing={4}>
        {guests.map(({ address, refusal }) => (
          <List.Item
            key={address}
            style={{ overflowWrap: 'anywhere' }}
            icon={
              refusal ? <IconAlertTriangle size={16} aria-hidden /> : <IconMailCode size={16} aria-hidden />
            }
          >
            <Text span size="sm" c={refusal ? 'red' : 'dimmed'}>
              {address}{' '}
              {refusal ??
                'has no account. They get a link, and open the file with a code that is sent to this address.'}
            </Text>
          </List.Item>
        ))}
      </List>
    </div>
  )
}
