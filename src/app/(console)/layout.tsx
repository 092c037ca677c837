import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { FormatProvider } from '#src/components/format/format-context.tsx'
import { StopControl } from '#src/features/spend/components/stop/stop-control.tsx'
import { getTradingState } from '#src/features/spend/queries/get-state.ts'
import { requestIdOf } from '#src/lib/access/request.ts'
import type { Principal } from '#src/lib/context.ts'
import { ConsoleShell } from './console-shell.tsx'
import { findPrincipal } from './page-context.ts'
import { preferredLocale } from './preferred-locale.ts'

const roleNames = { super_admin: 'Super admin', admin: 'Admin', manager: 'Manager', viewer: 'Viewer' }

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const principal = await findPrincipal()
  // The page itself redirects: it alone knows where to come back to.
  if (!principal) return children
  const { firstName, lastName, email, role, tenantName, timeZone, permissions, passwordIsTemporary } =
    principal
  return (
    <FormatProvider
      locale={preferredLocale((await headers()).get('accept-language'))}
      timeZone={timeZone}
      renderedAt={Date.now()}
    >
      <ConsoleShell
        person={{ name: `${firstName} ${lastName}`, email, role: roleNames[role], tenantName }}
        permissions={[...permissions]}
        passwordIsTemporary={passwordIsTemporary}
        control={permissions.has('trading.read') ? await stopControl(principal) : null}
      >
        {children}
      </ConsoleShell>
    </FormatProvider>
  )
}

async function stopControl(principal: Principal) {
  const requestId = requestIdOf(await headers())
  const trading = await getTradingState.execute({ principal, requestId }, {})
  const { permissions, userId } = principal
  return (
    <StopControl
      trading={trading}
      mayStop={permissions.has('trading.stop')}
      mayResume={permissions.has('trading.resume')}
      userId={userId}
    />
  )
}
