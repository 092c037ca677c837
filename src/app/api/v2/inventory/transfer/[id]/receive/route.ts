import { receiveTransfer } from '#src/features/inventory/commands/move-transfer.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(receiveTransfer) })
