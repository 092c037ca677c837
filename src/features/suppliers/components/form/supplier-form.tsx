'use client'

import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { errorsByPath } from '#src/components/forms/errors-by-path.ts'
import { LinkButton } from '#src/components/link-button.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import type { Problem } from '#src/lib/http/action.ts'
import { changeSupplierAction, createSupplierAction } from '../../actions.ts'
import type { SupplierResource } from '../../record/schema.ts'
import { ProblemAlert } from '../problem-alert.tsx'
import { CertificatesField } from './certificates-field.tsx'
import { SupplierFields } from './supplier-fields.tsx'
import { emptyValues, type SupplierValues, toInput, valuesOf } from './values.ts'

/** Adds a supplier, or changes the one that is given. */
export function SupplierForm({ supplier }: { supplier?: SupplierResource }) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem>()
  const [isSaving, setSaving] = useState(false)
  const form = useForm<SupplierValues>({
    initialValues: supplier ? valuesOf(supplier) : emptyValues,
    validate: {
      supplier_no: (text) => (text.trim() ? null : 'Enter a supplier number'),
      name: (text) => (text.trim() ? null : 'Enter a name'),
      currency: (text) => (/^[a-z]{3}$/i.test(text.trim()) ? null : 'Enter three letters, such as EUR'),
    },
  })

  async function save(values: SupplierValues) {
    setProblem(undefined)
    setSaving(true)
    const input = toInput(values, supplier)
    const answer = await settleAction(
      supplier
        ? changeSupplierAction({ id: supplier.id, ...input }, supplier.version)
        : createSupplierAction(input),
    )
    setSaving(false)
    if (!answer.ok) {
      const { errors } = answer.problem
      form.setErrors(errorsByPath(errors))
      if (errors.length === 0) setProblem(answer.problem)
      return
    }
    const { id, name } = answer.data
    notifications.show({ message: supplier ? `${name} was saved.` : `${name} was added. It is pending.` })
    router.push(`/suppliers/${id}`)
    router.refresh()
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md" maw="52rem">
        <SupplierFields form={form} supplier={supplier} />
        <CertificatesField
          certificates={form.values.certificates}
          errors={form.errors}
          onChange={(certificates) => form.setFieldValue('certificates', certificates)}
        />
        <ProblemAlert problem={problem} />
        <Group gap="xs">
          <Button type="submit" loading={isSaving}>
            {supplier ? 'Save' : 'Add supplier'}
          </Button>
          <LinkButton href={supplier ? `/suppliers/${supplier.id}` : '/data/suppliers'} variant="default">
            Cancel
          </LinkButton>
        </Group>
      </Stack>
    </form>
  )
}
