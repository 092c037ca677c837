import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { findContentItems } from '../content/repository.ts'
import { toContent } from '../content/resource.ts'
import { contentResource, listContentInput } from '../content/schema.ts'

export const listContent = definePage({
  name: 'onboarding.content.list',
  summary: 'Texts that steps show, newest first.',
  permission: 'onboarding.read',
  input: listContentInput,
  item: contentResource,
  async run({ tx, input }) {
    const wanted = { status: input.status, kind: input.kind }
    const { rows, pagination } = pageOf(input, await findContentItems(tx, wanted, windowOf(input)))
    return { items: rows.map(toContent), pagination }
  },
})
