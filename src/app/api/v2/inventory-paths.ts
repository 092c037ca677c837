import * as adjust from './inventory/[id]/adjust/route.ts'
import * as commitments from './inventory/[id]/commitments/route.ts'
import * as reverse from './inventory/[id]/movements/[movementId]/reverse/route.ts'
import * as movements from './inventory/[id]/movements/route.ts'
import * as release from './inventory/[id]/release/route.ts'
import * as reserve from './inventory/[id]/reserve/route.ts'
import * as item from './inventory/[id]/route.ts'
import * as alerts from './inventory/alerts/route.ts'
import * as analytics from './inventory/analytics/route.ts'
import * as batch from './inventory/batch/route.ts'
import * as count from './inventory/count/route.ts'
import * as cancelCount from './inventory/counts/[id]/cancel/route.ts'
import * as countedLines from './inventory/counts/[id]/lines/route.ts'
import * as postCount from './inventory/counts/[id]/post/route.ts'
import * as oneCount from './inventory/counts/[id]/route.ts'
import * as startCount from './inventory/counts/[id]/start/route.ts'
import * as submitCount from './inventory/counts/[id]/submit/route.ts'
import * as counts from './inventory/counts/route.ts'
import * as locations from './inventory/locations/route.ts'
import * as reorderOrders from './inventory/reorder/orders/route.ts'
import * as reorder from './inventory/reorder/route.ts'
import * as inventory from './inventory/route.ts'
import * as cancelTransfer from './inventory/transfer/[id]/cancel/route.ts'
import * as receiveTransfer from './inventory/transfer/[id]/receive/route.ts'
import * as oneTransfer from './inventory/transfer/[id]/route.ts'
import * as sendTransfer from './inventory/transfer/[id]/send/route.ts'
import * as transfer from './inventory/transfer/route.ts'
import * as applyUpload from './inventory/upload/[id]/apply/route.ts'
import * as cancelUpload from './inventory/upload/[id]/cancel/route.ts'
import * as uploadErrorFile from './inventory/upload/[id]/error-file/route.ts'
import * as uploadErrors from './inventory/upload/[id]/errors/route.ts'
import * as oneUpload from './inventory/upload/[id]/route.ts'
import * as undoUpload from './inventory/upload/[id]/undo/route.ts'
import * as upload from './inventory/upload/route.ts'
import * as uploadTemplate from './inventory/upload/template/route.ts'

/** Every route under /api/v2, by the path that clients know. */
export const inventoryPaths = {
  '/v2/inventory': inventory,
  '/v2/inventory/transfer': transfer,
  '/v2/inventory/transfer/{id}': oneTransfer,
  '/v2/inventory/transfer/{id}/send': sendTransfer,
  '/v2/inventory/transfer/{id}/cancel': cancelTransfer,
  '/v2/inventory/transfer/{id}/receive': receiveTransfer,
  '/v2/inventory/count': count,
  '/v2/inventory/counts': counts,
  '/v2/inventory/counts/{id}': oneCount,
  '/v2/inventory/counts/{id}/lines': countedLines,
  '/v2/inventory/counts/{id}/start': startCount,
  '/v2/inventory/counts/{id}/submit': submitCount,
  '/v2/inventory/counts/{id}/post': postCount,
  '/v2/inventory/counts/{id}/cancel': cancelCount,
  '/v2/inventory/batch': batch,
  '/v2/inventory/alerts': alerts,
  '/v2/inventory/analytics': analytics,
  '/v2/inventory/reorder': reorder,
  '/v2/inventory/reorder/orders': reorderOrders,
  '/v2/inventory/locations': locations,
  '/v2/inventory/upload': upload,
  '/v2/inventory/upload/template': uploadTemplate,
  '/v2/inventory/upload/{id}': oneUpload,
  '/v2/inventory/upload/{id}/errors': uploadErrors,
  '/v2/inventory/upload/{id}/error-file': uploadErrorFile,
  '/v2/inventory/upload/{id}/apply': applyUpload,
  '/v2/inventory/upload/{id}/cancel': cancelUpload,
  '/v2/inventory/upload/{id}/undo': undoUpload,
  '/v2/inventory/{id}': item,
  '/v2/inventory/{id}/movements': movements,
  '/v2/inventory/{id}/movements/{movementId}/reverse': reverse,
  '/v2/inventory/{id}/commitments': commitments,
  '/v2/inventory/{id}/adjust': adjust,
  '/v2/inventory/{id}/reserve': reserve,
  '/v2/inventory/{id}/release': release,
}
