import * as awardRfp from './rfps/[id]/award/route.ts'
import * as cancelRfp from './rfps/[id]/cancel/route.ts'
import * as closeRfp from './rfps/[id]/close/route.ts'
import * as printRfp from './rfps/[id]/pdf/route.ts'
import * as publishRfp from './rfps/[id]/publish/route.ts'
import * as oneResponse from './rfps/[id]/responses/[response]/route.ts'
import * as scoreResponse from './rfps/[id]/responses/[response]/score/route.ts'
import * as submitResponse from './rfps/[id]/responses/[response]/submit/route.ts'
import * as withdrawResponse from './rfps/[id]/responses/[response]/withdraw/route.ts'
import * as responses from './rfps/[id]/responses/route.ts'
import * as oneRfp from './rfps/[id]/route.ts'
import * as rfps from './rfps/route.ts'

/** Requests for proposal and their responses, by the path that clients of the API know. */
export const rfpPaths = {
  '/v1/rfps': rfps,
  '/v1/rfps/{id}': oneRfp,
  '/v1/rfps/{id}/pdf': printRfp,
  '/v1/rfps/{id}/publish': publishRfp,
  '/v1/rfps/{id}/close': closeRfp,
  '/v1/rfps/{id}/award': awardRfp,
  '/v1/rfps/{id}/cancel': cancelRfp,
  '/v1/rfps/{id}/responses': responses,
  '/v1/rfps/{id}/responses/{response}': oneResponse,
  '/v1/rfps/{id}/responses/{response}/submit': submitResponse,
  '/v1/rfps/{id}/responses/{response}/withdraw': withdrawResponse,
  '/v1/rfps/{id}/responses/{response}/score': scoreResponse,
}
