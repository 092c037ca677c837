import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { getDestinationAction, testDestinationAction } from '../../destinations/actions.ts'
import type { Destination } from '../../destinations/record/schema.ts'

const lookAgainMs = 1_000

/** Starts tests of a destination, and looks until a worker has the result. */
export function useTest(initial: Destination) {
  const router = useRouter()
  const [seen, setSeen] = useState({ initial, destination: initial })
  const [problem, setProblem] = useState<string>()
  const destination = seen.initial === initial ? seen.destination : initial
  const { id, is_testing } = destination

  useEffect(() => {
    if (!is_testing) return
    const timer = setInterval(async () => {
      const answer = await settleAction(getDestinationAction(id))
      if (answer.ok) setSeen({ initial, destination: answer.data })
    }, lookAgainMs)
    return () => clearInterval(timer)
  }, [id, initial, is_testing])

  async function test() {
    setProblem(undefined)
    const answer = await settleAction(testDestinationAction(id))
    if (answer.ok) setSeen({ initial, destination: answer.data })
    else setProblem(answer.problem.message)
  }

  return { destination, problem, setProblem, test, refresh: () => router.refresh() }
}
