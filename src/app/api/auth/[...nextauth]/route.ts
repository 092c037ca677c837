import NextAuth from 'next-auth'
import { authOptions } from '#src/lib/access/auth.ts'

type Segment = { params: Promise<{ nextauth: string[] }> }

function handler(request: Request, segment: Segment) {
  return NextAuth(authOptions())(request, segment)
}

export { handler as GET, handler as POST }
