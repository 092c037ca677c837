import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { previewScheduleAction } from '../../../schedules/actions.ts'
import type { PreviewInput, SchedulePreview } from '../../../schedules/record/schema.ts'

interface Seen {
  requested: string
  preview: SchedulePreview | undefined
  /** By the path of the field. */
  errors: Record<string, string>
  problem: string | undefined
}

const typingMilliseconds = 350

/** The next ten runs of what stands in the form, shortly after each change. */
export function usePreview(input: PreviewInput) {
  const wanted = JSON.stringify(input)
  const [requested] = useDebouncedValue(wanted, typingMilliseconds)
  const [seen, setSeen] = useState<Seen>()

  useEffect(() => {
    let isCurrent = true
    void settleAction(previewScheduleAction(JSON.parse(requested))).then((answer) => {
      if (!isCurrent) return
      const found = answer.ok ? [] : answer.problem.errors
      setSeen({
        requested,
        preview: answer.ok ? answer.data : undefined,
        errors: Object.fromEntries(found.map(({ path, message }) => [path, message])),
        problem: answer.ok ? undefined : answer.problem.message,
      })
    })
    return () => {
      isCurrent = false
    }
  }, [requested])

  return { ...seen, isLoading: seen?.requested !== wanted }
}
