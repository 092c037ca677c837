import * as z from 'zod'
import { isMasked } from '#src/features/datasets/rows/mask.ts'

export function lineOfText(longest: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must have at most ${longest} characters`)
    .normalize('NFC')
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must not contain control characters or line breaks')
}

/**
 * A value that some readers see only masked: left out, what is stored stays. A masked text is refused, because
 * storing it would lose the value behind it.
 */
export function stored(text: z.ZodType<string, string>) {
  const readable = z.string().refine((value) => !isMasked(value), {
    message: 'is masked; leave it out to keep what is stored',
    abort: true,
  })
  return readable.pipe(text).nullable().optional()
}

export const day = z.iso
  .date('must be a day as YYYY-MM-DD, such as 2026-03-31')
  .refine((text) => text >= '0001-01-01', 'must be from 0001-01-01 on')

export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters, such as EUR')

/** An exact decimal: as a text it keeps every digit. */
export const price = z
  .union([z.string(), z.number()], 'must be a decimal, such as "12.50"')
  .transform(String)
  .pipe(
    z
      .string()
      .regex(
        /^\d{1,10}(\.\d{1,4})?$/,
        'must be a decimal of at most 10 digits and 4 decimal places, such as "12.50"',
      ),
  )
