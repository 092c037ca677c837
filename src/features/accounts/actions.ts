'use server'

import { acceptInvitation, readInvitation } from '#src/lib/access/invitations.ts'
import { renewSession } from '#src/lib/access/session.ts'
import { actionContext, answer, answerAnybody, settled } from '#src/lib/http/action.ts'
import { parseInput } from '#src/lib/operation/operation.ts'
import { changeMember } from './commands/change-member.ts'
import { changePassword } from './commands/change-password.ts'
import { createApiKey } from './commands/create-api-key.ts'
import { inviteMember } from './commands/invite-member.ts'
import { renameSelf } from './commands/rename-self.ts'
import { revokeApiKey } from './commands/revoke-api-key.ts'
import { sendMemberLink } from './commands/send-member-link.ts'
import { signOutEverywhere } from './commands/sign-out-everywhere.ts'
import {
  type AcceptInvitationInput,
  acceptInvitationInput,
  type ChangeMemberInput,
  type ChangePasswordInput,
  type CreateApiKeyInput,
  type InviteMemberInput,
  type RenameSelfInput,
} from './record/schema.ts'

export async function createApiKeyAction(input: CreateApiKeyInput) {
  return answer(createApiKey, input)
}

export async function revokeApiKeyAction(id: string) {
  return answer(revokeApiKey, { id })
}

/** A new password ends every session, and this browser gets a new one at once. */
export async function changePasswordAction(input: ChangePasswordInput) {
  return settled(async () => {
    const context = await actionContext(changePassword.name)
    const { session_version } = await changePassword.execute(context, input)
    await renewSession({ id: context.principal.userId, sessionVersion: session_version })
    return { changed: true as const }
  })
}

export async function renameSelfAction(input: RenameSelfInput) {
  return answer(renameSelf, input)
}

export async function signOutEverywhereAction() {
  return answer(signOutEverywhere, {})
}

export async function inviteMemberAction(input: InviteMemberInput) {
  return answer(inviteMember, input)
}

export async function changeMemberAction(input: ChangeMemberInput) {
  return answer(changeMember, input)
}

export async function sendMemberLinkAction(id: string) {
  return answer(sendMemberLink, { id })
}

/** Whose link it is, before its reader chooses a password. */
export async function readInvitationAction(token: string) {
  return answerAnybody('invitation.read', () =>
    readInvitation(parseInput(acceptInvitationInput.shape.token, token)),
  )
}

export async function acceptInvitationAction(input: AcceptInvitationInput) {
  return answerAnybody('invitation.accept', (from) =>
    acceptInvitation(parseInput(acceptInvitationInput, input), from),
  )
}
