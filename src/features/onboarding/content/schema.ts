import * as z from 'zod'
import { contentKinds, publishedStatuses } from '#src/lib/db/schema/onboarding/flows.ts'
import { id, line, pageInput, roles } from '../fields/schema.ts'

const kind = z.enum(contentKinds, `must be one of: ${contentKinds.join(', ')}`)
const status = z.enum(publishedStatuses, `must be one of: ${publishedStatuses.join(', ')}`)
const locale = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language such as en or en-GB')
const url = z
  .url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
  .max(2_000)
  .nullable()
const tags = z
  .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens'))
  .max(20)

const content = {
  kind,
  title: line(200),
  body: z.string().max(20_000, 'must have at most 20,000 characters'),
  url,
  locale,
  audience: roles,
  tags,
}

export const createContentInput = z.strictObject({
  kind: content.kind,
  title: content.title,
  body: content.body.default('').describe('Markdown; HTML in it is shown as text.'),
  url: content.url.default(null).describe('Where a video is.'),
  locale: content.locale.default('en'),
  audience: content.audience.default([]),
  tags: content.tags.default([]),
})
export type CreateContentInput = z.input<typeof createContentInput>

export const changeContentInput = z
  .strictObject({ ...content })
  .partial()
  .extend({ id })
export type ChangeContentInput = z.input<typeof changeContentInput>

export const contentById = z.strictObject({ id })

export const listContentInput = z.strictObject({
  status: status.optional(),
  kind: kind.optional(),
  ...pageInput,
})

export const contentResource = z.object({
  id: z.uuid(),
  ...content,
  /** The body as safe HTML. */
  body_html: z.string(),
  status,
  /** Whether Waybill brought it along. */
  is_shipped: z.boolean(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type ContentResource = z.infer<typeof contentResource>

/** What became of what was to be deleted: what is in use is archived. */
export const removal = z.object({ id: z.uuid(), outcome: z.enum(['deleted', 'archived']) })

export const previewInput = z.strictObject({ body: content.body })
export const previewResource = z.object({ html: z.string() })
