'use client'

import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { FoundSelect } from '#src/components/forms/found-select.tsx'
import { findActiveScopesAction, offerScopeAction } from '../../actions.ts'
import type { ClientResource } from '../../clients/schema.ts'
import { TermsFields, termsValidation, toTerms } from './terms-fields.tsx'

/** Proposes the published version of a scope to a client. */
export function OfferDialog({ client, onClose }: { client: ClientResource; onClose: () => void }) {
  const form = useForm({
    initialValues: { scope_id: '', price: '', currency: '', starts_on: '', ends_on: '', notes: '' },
    validate: { scope_id: (value) => (value ? null : 'Choose a scope of work'), ...termsValidation },
  })
  return (
    <FormFrame
      title={`Offer a scope to ${client.name}`}
      opened
      onClose={onClose}
      form={form}
      submitLabel="Propose"
      done="The scope was proposed in its published version."
      send={({ scope_id, ...terms }) =>
        offerScopeAction({ client_id: client.id, scope_id, ...toTerms(terms) })
      }
    >
      <FoundSelect
        label="Scope of work"
        placeholder="Type part of its name"
        nothingFound="No active scope found"
        find={findScopes}
        value={form.values.scope_id || null}
        error={form.errors.scope_id}
        onChange={(value) => form.setFieldValue('scope_id', value ?? '')}
      />
      <TermsFields form={form} />
    </FormFrame>
  )
}

async function findScopes(search: string) {
  const answer = await findActiveScopesAction(search)
  if (!answer.ok) return answer
  const data = answer.data.items.map(({ id, scope_name, current_version }) => ({
    value: id,
    label: `${scope_name} (version ${current_version})`,
  }))
  return { ...answer, data }
}
