import * as z from 'zod'

export const id = z.uuid('must be a UUID')

/** Text that is searched for. */
export const searched = z.string().trim().min(1, 'must not be empty').max(200)

export const longText = z
  .string()
  .trim()
  .max(5000, 'must have at most 5000 characters')
  .refine((text) => !text.includes('\0'), 'must not contain NUL')
  .transform((text) => text || null)
  .nullable()

/** The price of one unit, exact; small enough for any sum of lines. */
export const unitPrice = z
  .union([z.string(), z.number()], 'must be a decimal, such as "12.50"')
  .transform(String)
  .pipe(
    z
      .string()
      .regex(
        /^\d{1,8}(\.\d{1,4})?$/,
        'must be a decimal of at most 8 digits and 4 decimal places, such as "12.50"',
      ),
  )
