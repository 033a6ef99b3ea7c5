import { TagService, type ListTagsRequest } from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { CustomerStores } from '../store/customer.stores.js';

@Serves(TagService)
export class TagApi implements Serving<typeof TagService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly customers: CustomerStores,
  ) {}

  listTags(call: CallContext, { noun, limit }: ListTagsRequest) {
    const store = this.customers.of(noun);
    // Counts tell of all records: they are for whoever may read all.
    if (call.rights.scope(`${store.shape.plural}.read`) !== 'tenant')
      throw new AppError('forbidden', 'FORBIDDEN', { params: { permission: `${store.shape.plural}.read` } });
    return this.work.read(call, (tx) => store.tags(tx, limit || 200));
  }
}
