import { changeMember } from '#src/features/accounts/commands/change-member.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ PATCH: route(changeMember) })
