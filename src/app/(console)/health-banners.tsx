'use client'

import { Alert } from '@mantine/core'
import { IconCloudOff, IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { reportConnection, useLostConnection } from '#src/components/connection.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { workersAction } from '#src/features/system/actions.ts'

const checkMilliseconds = 60_000
const checkAgainMilliseconds = 5_000

/** What the person must know before they trust the page: the server is gone, or nothing works on exports. */
export function HealthBanners({ seesExports }: { seesExports: boolean }) {
  const lostAt = useLostConnection()
  const workers = useWorkers(seesExports, lostAt !== undefined)
  return (
    <div role="status" data-no-print>
      {lostAt === undefined ? null : (
        <Alert color="amber" icon={<IconCloudOff aria-hidden />} title="No connection to the server" mb="md">
          This page shows the data of <Timestamp at={new Date(lostAt).toISOString()} />. It updates
          automatically when the connection is back; your form is kept.
        </Alert>
      )}
      {workers?.running === 0 ? (
        <Alert color="amber" icon={<IconPlugConnectedX aria-hidden />} title="No worker is running" mb="md">
          New exports wait in the queue.{' '}
          {workers.last_seen ? (
            <>
              A worker was last seen <Timestamp at={workers.last_seen} relative />.
            </>
          ) : (
            'No worker has run yet.'
          )}{' '}
          Ask your administrator to start one; queued exports then start automatically.
        </Alert>
      ) : null}
    </div>
  )
}

/** Also finds out whether the server is there: a page that only shows finished exports talks to nobody else. */
function useWorkers(isEnabled: boolean, isLost: boolean) {
  const [workers, setWorkers] = useState<{ running: number; last_seen: string | null }>()
  useEffect(() => {
    if (!isEnabled) return
    let isCurrent = true
    async function check() {
      if (document.visibilityState !== 'visible') return
      const answer = await settleAction(workersAction())
      if (!isCurrent) return
      if (answer.ok) setWorkers(answer.data)
      reportConnection(answer.ok || answer.problem.code !== 'unavailable')
    }
    const lost = () => reportConnection(false)
    void check()
    const timer = setInterval(check, isLost ? checkAgainMilliseconds : checkMilliseconds)
    window.addEventListener('offline', lost)
    window.addEventListener('online', check)
    return () => {
      isCurrent = false
      clearInterval(timer)
      window.removeEventListener('offline', lost)
      window.removeEventListener('online', check)
    }
  }, [isEnabled, isLost])
  return workers
}
