import { updatePurchasingSettings } from '#src/features/purchasing/commands/update-settings.ts'
import { getPurchasingSettings } from '#src/features/purchasing/queries/get-settings.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getPurchasingSettings),
  PATCH: route(updatePurchasingSettings, { ifMatch: 'optional' }),
})
