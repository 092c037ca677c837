import type { Line } from './line.ts'

/** A line with what people call it and the things it names. */
export interface NamedLine extends Line {
  orderId: string
  /** Such as PO-00012 line 1. */
  label: string
  supplierName: string
  siteName: string
}

/** What of a line models use beside its places and days. */
export const lineNumbers = ['quantity', 'price', 'value'] as const

/** Raised when features or the learning change: what an earlier version learned cannot be used any more. */
export const codeVersion = 'lateness-1'
