import * as z from 'zod'

const link = z.string().min(1).max(1_000)

export const linkInput = z.strictObject({ link })

export const codeInput = z.strictObject({
  link,
  code: z
    .string()
    .transform((code) => code.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'must be the 6 digits of the email')),
})

/** What the page says before the code: whose it is, and nothing of the file. */
export interface GuestLink {
  email: string
  company: string
}

/** What the page offers after it. */
export interface GuestFile {
  export_name: string
  file_name: string
  bytes: number
  rows: number | null
  kept_until: string | null
  /** Good for a few minutes. */
  download_url: string
  expires_at: string
}
