interface Entry {
  action: string
  details: Record<string, unknown>
}

type Sentence = (text: (key: string) => string) => string

const roleNames: Record<string, string> = {
  super_admin: 'super admin',
  admin: 'admin',
  manager: 'manager',
  viewer: 'viewer',
}
const role = (key: string) => roleNames[key] ?? key

const words = (value: string) => value.replaceAll('_', ' ')

/** What each action means, as the end of a sentence that begins with who did it. */
const sentences: Record<string, Sentence> = {
  'user.signed_in': (text) =>
    text('method') === 'oidc' ? 'signed in through the identity provider' : 'signed in',
  'user.sign_in_failed': (text) =>
    `failed to sign in: ${text('reason')}${text('address') ? ` (from ${text('address')})` : ''}`,
  'user.signed_out': () => 'signed out',
  'user.signed_out_everywhere': () => 'signed out on every device',
  'user.password_changed': () => 'changed their password',
  'user.password_set': () => 'chose a password through a link',
  'user.renamed': (text) => `changed their name from ${text('from')} to ${text('to')}`,
  'user.invited': (text) => `invited ${text('email')} as ${role(text('role'))}`,
  'user.link_sent': (text) => `sent ${text('email')} a link to choose a password`,
  'user.role_changed': (text) => `changed a role from ${role(text('from'))} to ${role(text('to'))}`,
  'user.disabled': () => 'disabled an account',
  'user.enabled': () => 'enabled an account',
  'api_key.created': (text) => `created the API key “${text('name')}”`,
  'api_key.revoked': (text) => `revoked the API key “${text('name')}”`,
  'stock.adjusted': (text) => `posted ${text('quantity')} as ${words(text('kind'))}: ${text('reason')}`,
  'stock.reserved': (text) => `reserved ${text('quantity')} of an item`,
  'stock.released': (text) => `released ${text('quantity')} of a reservation`,
  'stock.transferred': (text) => `moved ${text('quantity')} of an item to another location`,
  'stock.counted': (text) => `counted ${text('lines')} levels, of which ${text('differences')} differed`,
  'count.created': (text) => `drew up the stock count ${text('count_no')} of ${text('lines')} items`,
  'count.started': (text) => `started the stock count ${text('count_no')}`,
  'count.lines_counted': (text) => `counted ${text('lines')} items of the stock count ${text('count_no')}`,
  'count.submitted': (text) =>
    `ended the counting of ${text('count_no')}: ${text('counted')} of ${text('lines')} items`,
  'count.posted': (text) =>
    `posted the stock count ${text('count_no')}: ${text('differences')} of ${text('lines')} items differed`,
  'count.cancelled': (text) => `cancelled the stock count ${text('count_no')}`,
  'stock.batch_run': (text) => `ran ${text('done')} stock operations at once`,
  'movement.reversed': (text) => `reversed a movement of ${text('quantity')}: ${text('reason')}`,
  'trade.awaiting_approval': () => 'asked for a trade that needs approval',
  'trade.refused': (text) => `asked for a trade that was refused (${text('code').replaceAll('_', ' ')})`,
  'opportunities.found': (text) => `found ${text('found')} opportunities`,
  'opportunity.refused': (text) => `asked for the money for “${text('name')}”, which was refused`,
  'spending.stopped': (text) => `stopped spending (${text('state')}): ${text('reason')}`,
  'spending.resume_requested': (text) => `asked for spending to be resumed: ${text('reason')}`,
  'spending.resumed': () => 'confirmed that spending goes on',
  'import.uploaded': (text) => `uploaded “${text('file_name')}” for an import`,
  'import.checked': (text) => `had “${text('file_name')}” checked for an import`,
  'import.apply_requested': (text) => `asked for “${text('file_name')}” to be imported`,
  'import.applied': (text) => `imported “${text('file_name')}”: ${text('movements')} stock movements`,
  'import.cancel_requested': (text) => `asked for the import of “${text('file_name')}” to be cancelled`,
  'import.undo_requested': (text) => `asked for the import of “${text('file_name')}” to be undone`,
  'import.undone': (text) => `undid the import of “${text('file_name')}”`,
  'import.undo_refused': (text) => `could not undo the import of “${text('file_name')}”`,
  'governance.updated': () => 'changed the rules for exports',
  'export.alerted': () => 'told the admins about an export',
  'alert.dismissed': () => 'dismissed an alert about an export',
  'export.approval_expired': () => 'cancelled an export that nobody approved in time',
  'export.cancel_requested': () => 'asked for an export to be cancelled',
  'exports.bulk_deleted': () => 'deleted several exports',
  'exports.bulk_cancelled': () => 'cancelled several exports',
  'schedule.unsubscribed': (text) =>
    `took ${text('recipient')} off the emails of a schedule, by the link in one of them`,
  'export.attached': (text) => `attached the file to the email to ${text('recipient')}`,
  'schedule.held': () => 'put a schedule on hold',
  'supplier.moved': (text) =>
    `changed the status of the supplier “${text('name')}” from ${text('from')} to ${text('to')}`,
  'supplier.contacts_replaced': (text) => `changed the contacts of the supplier “${text('name')}”`,
  'supplier.prices_replaced': (text) => `changed the price list of the supplier “${text('name')}”`,
  'forecast.requeued': (text) => `tried the forecast “${text('name')}” again`,
  'forecast.cancel_requested': (text) => `asked for the forecast “${text('name')}” to be cancelled`,
  'scope.created': (text) => `added the scope of work “${text('name')}”`,
  'scope.updated': (text) => `changed the scope of work “${text('name')}”`,
  'scope.moved': (text) =>
    `changed the status of the scope of work “${text('name')}” from ${words(text('from'))} to ${words(text('to'))}`,
  'scope_version.created': (text) => `began version ${text('number')} of “${text('name')}”`,
  'scope_version.updated': (text) => `wrote version ${text('number')} of “${text('name')}”`,
  'scope_version.published': (text) => `published version ${text('number')} of “${text('name')}”`,
  'client_scope.proposed': (text) =>
    `proposed version ${text('scope_version')} of “${text('name')}” to ${text('client')}`,
  'client_scope.updated': (text) => `changed what ${text('client')} was proposed of “${text('name')}”`,
  'client_scope.accepted': (text) =>
    `noted that ${text('client')} accepted version ${text('scope_version')} of “${text('name')}”`,
  'client_scope.declined': (text) => `noted that ${text('client')} declined “${text('name')}”`,
  'client_scope.ended': (text) => `ended what ${text('client')} had agreed to of “${text('name')}”`,
  'rfp.created': (text) => `drafted the request for proposal ${text('name')}`,
  'rfp.updated': (text) => `changed the request for proposal ${text('name')}`,
  'rfp.published': (text) => `published the request for proposal ${text('name')}`,
  'rfp.closed': (text) => `closed the request for proposal ${text('name')}`,
  'rfp.cancelled': (text) => `cancelled the request for proposal ${text('name')}`,
  'rfp.awarded': (text) => `awarded ${text('lines')} of ${text('of')} lines of ${text('name')}`,
  'rfp_response.created': (text) => `entered a response of ${text('supplier')} to ${text('name')}`,
  'rfp_response.updated': (text) => `changed the response of ${text('supplier')} to ${text('name')}`,
  'rfp_response.submitted': (text) => `submitted the response of ${text('supplier')} to ${text('name')}`,
  'rfp_response.withdrawn': (text) => `withdrew the response of ${text('supplier')} to ${text('name')}`,
  'rfp_response.scored': (text) => `scored the response of ${text('supplier')} to ${text('name')}`,
  'export.downloaded': (text) =>
    text('recipient')
      ? `handed ${text('file')} to ${text('recipient')}, who has no account`
      : `downloaded ${text('file') || 'a file'}`,
  'export.guest_code_sent': (text) => `sent ${text('recipient')} a code for a file`,
  'export.guest_code_used': (text) => `opened a file for ${text('recipient')}, who used their code`,
}

/** Every action that the trail can be searched for by name; others are found too, by their own. */
export const knownActions = Object.keys(sentences)

/** The entry in words; an action that is not known here reads as its own name: "export.created" -> "export created". */
export function sentenceOf({ action, details }: Entry): string {
  const text = (key: string) => {
    const value = details[key]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const known = sentences[action]
  if (known) return known(text)
  const [noun = '', verb = ''] = action.split('.')
  const name = text('name') || text('export_name')
  return `${verb.replaceAll('_', ' ')} ${article(noun)} ${noun.replaceAll('_', ' ')}${name ? ` “${name}”` : ''}`
}

function article(noun: string): string {
  return /^[aeio]/.test(noun) ? 'an' : 'a'
}
