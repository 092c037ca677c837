import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { toMember } from '../members/member.ts'
import { findMembers } from '../members/repository.ts'
import { listMembersInput, memberResource } from '../record/schema.ts'

export const listMembers = definePage({
  name: 'members.list',
  summary: 'The people of your company, by name.',
  permission: 'members.read',
  input: listMembersInput,
  item: memberResource,
  async run({ tx, input }) {
    const { page, limit, search, role, status } = input
    const offset = (page - 1) * limit
    const { rows, total } = await findMembers(tx, { search, role, status }, { limit, offset })
    return {
      items: rows.map(toMember),
      pagination: pageAt({ page, limit }, total),
    }
  },
})
