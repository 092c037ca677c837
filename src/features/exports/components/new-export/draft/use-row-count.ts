import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { countRowsAction } from '#src/features/datasets/actions.ts'
import type { CreateExportInput } from '../../../record/schema.ts'

export interface RowCount {
  rows: number
  isExact: boolean
  filtersInWords: string[]
}

const typingMilliseconds = 450

/** How many rows the filters let through: counted again when they have been left alone for a moment. */
export function useRowCount(request: CreateExportInput): {
  count: RowCount | undefined
  isCounting: boolean
} {
  const { export_type, filters, options } = request
  const wanted = JSON.stringify({ export_type, filters, time_zone: options?.time_zone })
  const [asked] = useDebouncedValue(wanted, typingMilliseconds)
  const [counted, setCounted] = useState<{ asked: string; count: RowCount | undefined }>()

  useEffect(() => {
    let isCurrent = true
    void settleAction(countRowsAction(JSON.parse(asked))).then((answer) => {
      if (isCurrent) setCounted({ asked, count: answer.ok ? answer.data : undefined })
    })
    return () => {
      isCurrent = false
    }
  }, [asked])

  return { count: counted?.count, isCounting: counted?.asked !== wanted }
}
