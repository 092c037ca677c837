import { defineQuery } from '#src/lib/operation/operation.ts'
import { toHtml } from '../content/markdown.ts'
import { previewInput, previewResource } from '../content/schema.ts'

/** What the editor shows beside the text. */
export const previewContent = defineQuery({
  name: 'onboarding.content.preview',
  summary: 'A text in Markdown as safe HTML.',
  permission: 'onboarding.read',
  input: previewInput,
  output: previewResource,
  async run({ input: { body } }) {
    return { html: toHtml(body) }
  },
})
