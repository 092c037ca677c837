import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { approveExportAction, rejectExportAction } from '../../governance/actions.ts'

/** Approves or rejects one export; both resolve to a sentence when it did not work. */
export function useDecision({ id, export_name }: { id: string; export_name: string }) {
  const router = useRouter()
  const [isWorking, setWorking] = useState(false)

  async function approve(): Promise<void> {
    setWorking(true)
    const answer = await settleAction(approveExportAction(id))
    setWorking(false)
    if (answer.ok) notifications.show({ title: 'Approved', message: `${export_name} starts now.` })
    else notifications.show({ color: 'red', title: 'Not approved', message: answer.problem.message })
    router.refresh()
  }

  async function reject(reason: string): Promise<string | undefined> {
    setWorking(true)
    const answer = await settleAction(rejectExportAction(id, reason))
    setWorking(false)
    if (!answer.ok) return answer.problem.errors[0]?.message ?? answer.problem.message
    notifications.show({
      title: 'Rejected',
      message: `${export_name} will not run. Its creator will see your reason.`,
    })
    router.refresh()
    return undefined
  }

  return { approve, reject, isWorking }
}
