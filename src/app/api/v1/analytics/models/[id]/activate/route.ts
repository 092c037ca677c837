import { activateModel } from '#src/features/supplier-performance/commands/activate-model.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({ POST: route(activateModel) })
