import { usePathname } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { nextStepAction, recordEventsAction, setConsentAction } from '../../actions.ts'
import type { EventsInput, NextAnswer } from '../../journeys/schema.ts'

const lookAgainMilliseconds = 10_000

type Kind = EventsInput['events'][number]['kind']

export interface LearnerJourney {
  /** Undefined until the server has answered. */
  answer: NextAnswer | undefined
  problem: string | undefined
  send: (kind: Kind, stepId?: string) => Promise<void>
  personalise: (personalised: boolean) => Promise<void>
}

/** The learner's journey, looked at again whenever something may have happened. */
export function useJourney(): LearnerJourney {
  const pathname = usePathname()
  const [answer, setAnswer] = useState<NextAnswer>()
  const [problem, setProblem] = useState<string>()
  const viewed = useRef<string>(undefined)

  const look = useCallback(async () => {
    if (document.visibilityState !== 'visible') return
    const device = window.matchMedia('(max-width: 48em)').matches ? 'phone' : 'desktop'
    const next = await settleAction(nextStepAction({ device }))
    setProblem(next.ok ? undefined : next.problem.message)
    if (!next.ok) return
    setAnswer(next.data)
    const { journey, next: step } = next.data
    if (!journey || !step || viewed.current === step.decision_id) return
    viewed.current = step.decision_id
    const event = { id: step.decision_id, kind: 'viewed', step_id: step.step_id } as const
    await settleAction(recordEventsAction({ journey_id: journey.id, events: [event] }))
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page may have come with something done
  useEffect(() => {
    void look()
    const timer = setInterval(look, lookAgainMilliseconds)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [look, pathname])

  async function send(kind: Kind, stepId?: string) {
    const journeyId = answer?.journey?.id
    if (!journeyId) return
    const event = { id: crypto.randomUUID(), kind, ...(stepId ? { step_id: stepId } : {}) }
    const sent = await settleAction(recordEventsAction({ journey_id: journeyId, events: [event] }))
    if (!sent.ok) return setProblem(sent.problem.message)
    await look()
  }

  async function personalise(personalised: boolean) {
    const set = await settleAction(setConsentAction({ personalised }))
    if (!set.ok) return setProblem(set.problem.message)
    await look()
  }

  return { answer, problem, send, personalise }
}
