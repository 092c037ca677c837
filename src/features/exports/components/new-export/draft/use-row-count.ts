import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { countRowsAction } from '#src/features/datasets/actions.ts'
import type { Problem } from '#src/lib/http/action.ts'
import type { CreateExportInput } from '../../../record/schema.ts'

export interface RowCount {
  rows: number
  isExact: boolean
  filtersInWords: string[]
}

const typingMilliseconds = 450

interface Counted {
  requested: string
  count: RowCount | undefined
  problem: string | undefined
}

/** How many rows the filters let through, or why they cannot be counted: counted again shortly after a change. */
export function useRowCount(request: CreateExportInput) {
  const { export_type, filters, options } = request
  const wanted = JSON.stringify({ export_type, filters, time_zone: options?.time_zone })
  const [requested] = useDebouncedValue(wanted, typingMilliseconds)
  const [counted, setCounted] = useState<Counted>()

  useEffect(() => {
    let isCurrent = true
    void settleAction(countRowsAction(JSON.parse(requested))).then((answer) => {
      if (!isCurrent) return
      const count = answer.ok ? answer.data : undefined
      setCounted({ requested, count, problem: answer.ok ? undefined : reasonOf(answer.problem) })
    })
    return () => {
      isCurrent = false
    }
  }, [requested])

  const isCounting = counted?.requested !== wanted
  return { count: counted?.count, problem: isCounting ? undefined : counted?.problem, isCounting }
}

function reasonOf({ code, message }: Problem): string {
  return code === 'invalid_request' ? 'Rows are counted once the filters are correct.' : message
}
