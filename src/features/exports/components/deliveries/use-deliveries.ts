import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { listDeliveriesAction } from '../../destinations/actions.ts'
import type { Delivery } from '../../destinations/record/schema.ts'

const lookAgainMs = 3_000

/** The deliveries of an export; looked at again while one of them is under way. */
export function useDeliveries(exportId: string, initial: Delivery[]) {
  const [seen, setSeen] = useState({ initial, deliveries: initial })
  const deliveries = seen.initial === initial ? seen.deliveries : initial
  const isUnderWay = deliveries.some(({ state }) => state === 'pending' || state === 'sending')

  useEffect(() => {
    if (!isUnderWay) return
    const timer = setInterval(async () => {
      const answer = await settleAction(listDeliveriesAction(exportId))
      if (answer.ok) setSeen({ initial, deliveries: answer.data.items })
    }, lookAgainMs)
    return () => clearInterval(timer)
  }, [exportId, initial, isUnderWay])

  const replace = (changed: Delivery) =>
    setSeen({ initial, deliveries: deliveries.map((one) => (one.id === changed.id ? changed : one)) })
  return { deliveries, replace }
}
