import * as deliveryPdf from './deliveries/[id]/pdf/route.ts'
import * as reverseDelivery from './deliveries/[id]/reverse/route.ts'
import * as oneDelivery from './deliveries/[id]/route.ts'
import * as deliveries from './deliveries/route.ts'
import * as approve from './purchase-orders/[id]/approve/route.ts'
import * as cancel from './purchase-orders/[id]/cancel/route.ts'
import * as close from './purchase-orders/[id]/close/route.ts'
import * as confirm from './purchase-orders/[id]/confirm/route.ts'
import * as orderPdf from './purchase-orders/[id]/pdf/route.ts'
import * as returnOrder from './purchase-orders/[id]/return/route.ts'
import * as oneOrder from './purchase-orders/[id]/route.ts'
import * as send from './purchase-orders/[id]/send/route.ts'
import * as submit from './purchase-orders/[id]/submit/route.ts'
import * as orders from './purchase-orders/route.ts'
import * as settings from './purchasing/settings/route.ts'

/** Orders and deliveries, by the path that clients know. */
export const purchasingPaths = {
  '/v1/purchase-orders': orders,
  '/v1/purchase-orders/{id}': oneOrder,
  '/v1/purchase-orders/{id}/pdf': orderPdf,
  '/v1/purchase-orders/{id}/submit': submit,
  '/v1/purchase-orders/{id}/return': returnOrder,
  '/v1/purchase-orders/{id}/approve': approve,
  '/v1/purchase-orders/{id}/send': send,
  '/v1/purchase-orders/{id}/confirm': confirm,
  '/v1/purchase-orders/{id}/cancel': cancel,
  '/v1/purchase-orders/{id}/close': close,
  '/v1/deliveries': deliveries,
  '/v1/deliveries/{id}': oneDelivery,
  '/v1/deliveries/{id}/pdf': deliveryPdf,
  '/v1/deliveries/{id}/reverse': reverseDelivery,
  '/v1/purchasing/settings': settings,
}
