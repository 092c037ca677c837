import { inviteMember } from '#src/features/accounts/commands/invite-member.ts'
import { listMembers } from '#src/features/accounts/queries/list-members.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listMembers),
  POST: route(inviteMember, { status: 201 }),
})
