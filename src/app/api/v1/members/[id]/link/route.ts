import { sendMemberLink } from '#src/features/accounts/commands/send-member-link.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(sendMemberLink) })
