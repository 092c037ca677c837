import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import type { Problem } from '#src/lib/http/action.ts'
import { type Forecast, forecastAction } from '../../../previews/actions.ts'
import type { CreateExportInput } from '../../../record/schema.ts'

const typingMilliseconds = 450

interface Seen {
  requested: string
  forecast: Forecast | undefined
  problem: string | undefined
}

/**
 * What the file would be, or why nobody can say: asked again shortly after a change. Until then the one before
 * stays, so that nothing moves.
 */
export function useForecast({
  export_name: _,
  recipients: __,
  destinations: ___,
  ...request
}: CreateExportInput) {
  const wanted = JSON.stringify(request)
  const [requested] = useDebouncedValue(wanted, typingMilliseconds)
  const [seen, setSeen] = useState<Seen>()

  useEffect(() => {
    const asked: typeof request = JSON.parse(requested)
    // To the API an empty list means all columns; in the form it is a mistake.
    if (asked.columns?.length === 0) {
      setSeen({ requested, forecast: undefined, problem: 'Choose at least one column.' })
      return
    }
    let isCurrent = true
    void settleAction(forecastAction(asked)).then((answer) => {
      if (!isCurrent) return
      setSeen({
        requested,
        forecast: answer.ok ? answer.data : undefined,
        problem: answer.ok ? undefined : reasonOf(answer.problem),
      })
    })
    return () => {
      isCurrent = false
    }
  }, [requested])

  const isLoading = seen?.requested !== wanted
  return { forecast: seen?.forecast, problem: isLoading ? undefined : seen?.problem, isLoading }
}

function reasonOf({ code, message, errors }: Problem): string {
  if (code !== 'invalid_request') return message
  return errors.some(({ path }) => path.startsWith('filters'))
    ? 'Rows are counted once the filters are correct.'
    : (errors[0]?.message ?? message)
}
