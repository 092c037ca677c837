import { queueMail } from '#src/features/mail/service.ts'
import type { Invitation } from '#src/lib/access/invitations.ts'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import type { MemberRow } from './repository.ts'

/** The link carries its secret behind #, so that no server, proxy or log sees it. */
export async function mailInvitation(
  tx: Tx,
  { principal, requestId }: Context,
  member: MemberRow,
  { token, hash, expiresAt }: Invitation,
): Promise<void> {
  const isNew = member.passwordHash === ''
  const link = `${new URL('/invitation', env().APP_URL).href}#${token}`
  const until = expiresAt.toLocaleString('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: principal.timeZone,
  })
  await queueMail(tx, {
    tenantId: principal.tenantId,
    requestId,
    about: { type: 'user', id: member.id },
    // Every link is a mail of its own.
    kind: `link.${hash.slice(0, 16)}`,
    recipient: member.email,
    subject: isNew
      ? `You have been invited to ${principal.tenantName} on Waybill`
      : 'Choose a new password for Waybill',
    body: [
      `Hello ${member.firstName},`,
      isNew
        ? `${principal.firstName} ${principal.lastName} has invited you to the back office of ${principal.tenantName}. Choose a password to activate your account:`
        : `${principal.firstName} ${principal.lastName} sent you a link for choosing a new password:`,
      link,
      `The link works once, until ${until} (${principal.timeZone}). If you did not expect this, ignore this email.`,
    ].join('\n\n'),
  })
}
