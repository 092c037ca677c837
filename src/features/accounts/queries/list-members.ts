import { definePage } from '#src/lib/operation/operation.ts'
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
    const pages = Math.ceil(total / limit)
    return {
      items: rows.map(toMember),
      pagination: { page, limit, total, pages, next_cursor: null, has_more: page < pages },
    }
  },
})
