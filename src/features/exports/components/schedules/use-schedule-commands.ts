import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import {
  deleteScheduleAction,
  fullFileAction,
  pauseScheduleAction,
  resumeScheduleAction,
  runScheduleAction,
  sendTestAction,
} from '../../schedules/actions.ts'
import type { Schedule } from '../../schedules/record/schema.ts'

/** What can be done with one schedule; each tells how it ended, then the page is read again. */
export function useScheduleCommands({ id, schedule_name }: Pick<Schedule, 'id' | 'schedule_name'>) {
  const router = useRouter()
  const [isWorking, startWork] = useTransition()

  function perform<T>(action: (id: string) => Promise<Answer<T>>, tell: (data: T) => [string, string]) {
    startWork(async () => {
      const answer = await settleAction(action(id))
      if (answer.ok) {
        const [title, message] = tell(answer.data)
        notifications.show({ title, message })
        router.refresh()
        return
      }
      notifications.show({
        ...{ color: 'red', title: 'That did not work', autoClose: 12_000 },
        message: answer.problem.message,
      })
    })
  }

  return {
    isWorking,
    pause: () =>
      perform(pauseScheduleAction, () => ['Paused', `${schedule_name} does not run until you resume it.`]),
    resume: () => perform(resumeScheduleAction, () => ['Resumed', `${schedule_name} runs again.`]),
    runNow: () =>
      perform(runScheduleAction, ({ state, message }) =>
        state === 'started'
          ? ['Started', `${schedule_name} runs now. Its recipients get an email when the file is ready.`]
          : ['Not started', message ?? 'See the history for the reason.'],
      ),
    sendTest: () =>
      perform(sendTestAction, () => [
        'Test started',
        'You get an email when the file is ready; nobody else does.',
      ]),
    fullFile: () =>
      perform(fullFileAction, () => ['Full file next', `The next file of ${schedule_name} holds every row.`]),
    /** The sentence to show when it did not work. */
    remove: async (): Promise<string | undefined> => {
      const answer = await settleAction(deleteScheduleAction(id))
      if (!answer.ok) return answer.problem.message
      notifications.show({ title: 'Deleted', message: `${schedule_name} will not run again.` })
      router.push('/exports/schedules')
      router.refresh()
      return undefined
    },
  }
}
