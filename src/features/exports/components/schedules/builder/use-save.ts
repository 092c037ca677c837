import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { createScheduleAction, updateScheduleAction } from '../../../schedules/actions.ts'
import type { CreateScheduleInput, Schedule } from '../../../schedules/record/schema.ts'
import { errorsByField } from '../../new-export/draft/refusal.ts'

interface Refused {
  input: CreateScheduleInput
  errors: { path: string; message: string }[]
}

/** Creates the schedule or changes it; what the server refuses goes to its field, and goes away with a change there. */
export function useSave(input: CreateScheduleInput, existing: Schedule | undefined) {
  const router = useRouter()
  const [isSending, setIsSending] = useState(false)
  const [refused, setRefused] = useState<Refused>()

  useEffect(() => {
    if (refused) document.querySelector<HTMLElement>('#content [aria-invalid="true"]')?.focus()
  }, [refused])

  async function save() {
    if (isSending) return
    setIsSending(true)
    const saving = existing
      ? updateScheduleAction({ ...input, id: existing.id, version: existing.version })
      : createScheduleAction(input)
    const answer = await settleAction<Schedule>(saving)
    setIsSending(false)
    if (answer.ok) {
      notifications.show({ title: 'Saved', message: answer.data.in_words })
      router.push(`/exports/schedules/${answer.data.id}`)
      router.refresh()
      return
    }
    const { errors, message } = answer.problem
    setRefused({ input, errors: errors.length > 0 ? errors : [{ path: '', message }] })
  }

  const standing = refused?.errors.filter(({ path }) => isSame(refused.input, input, path)) ?? []
  return {
    errors: errorsByField(standing),
    problems: standing.map(({ message }) => message),
    isSending,
    save,
  }
}

/** Whether the field of an error still holds what was refused. */
function isSame(before: CreateScheduleInput, now: CreateScheduleInput, path: string): boolean {
  const key = path.split('.')[0] as keyof CreateScheduleInput
  return JSON.stringify(before[key] ?? before) === JSON.stringify(now[key] ?? now)
}
