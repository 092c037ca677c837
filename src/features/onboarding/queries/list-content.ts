import { definePage } from '#src/lib/operation/operation.ts'
import { findContentItems } from '../content/repository.ts'
import { toContent } from '../content/resource.ts'
import { contentResource, listContentInput } from '../content/schema.ts'
import { pageOf, windowOf } from '../fields/paging.ts'

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
