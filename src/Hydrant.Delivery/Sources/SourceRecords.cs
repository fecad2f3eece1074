using Hydrant.Aggregation;
using Hydrant.Core;
using Hydrant.Delivery.Staging;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Sources;

/// <summary>
/// The records of a page up to an end, one by one, without allocating. An aggregate shows its inner records in its place,
/// all of them, so that what counts the records of the log, as plans and checkpoints do, never cuts one in two.
/// </summary>
/// <param name="page">What was read.</param>
/// <param name="end">Records at or beyond it are not shown.</param>
/// <param name="form">Whether aggregates are opened, and where records tell where they came from.</param>
public readonly ref struct SourceRecords(RecordPage page, LogOffset end, RecordForm form)
{
    private readonly RecordPage _page = page;
    private readonly LogOffset _end = end;
    private readonly RecordForm _form = form;

    public Enumerator GetEnumerator() => new(_page, _end, _form);

    public ref struct Enumerator : IDisposable
    {
        private readonly LogOffset _end;
        private readonly RecordForm _form;
        private RecordPage.Enumerator _records;
        private Aggregate _aggregate;
        private Aggregate.Enumerator _inner;
        private bool _isInside;

        internal Enumerator(RecordPage page, LogOffset end, RecordForm form)
        {
            _records = page.GetEnumerator();
            (_end, _form) = (end, form);
        }

        public SourceRecord Current { get; private set; }

        public bool MoveNext()
        {
            while (true)
            {
                if (_isInside && NextInside()) return true;
                if (!_records.MoveNext() || _records.Current.Offset >= _end) return false;

                var record = _records.Current;
                if (_form == RecordForm.Aggregated && Aggregate.TryOpen(record.Data, out _aggregate))
                {
                    _inner = _aggregate.GetEnumerator();
                    _isInside = true;
                    continue;
                }

                Current = _form == RecordForm.Staged
                    ? Unstaged(record)
                    : new SourceRecord(record.Offset, record.ArrivedAtMs, record.Key, record.Data);
                return true;
            }
        }

        /// <summary>Gives back what the aggregate under way has taken.</summary>
        public void Dispose()
        {
            if (_isInside) _aggregate.Dispose();
            _isInside = false;
        }

        private static SourceRecord Unstaged(RecordView staged)
        {
            var origin = StagedRecord.ReadOrigin(staged.Key);
            return new SourceRecord(origin.Offset, origin.ArrivedAtMs, default, staged.Data) { SubSequenceNumber = origin.SubSequenceNumber };
        }

        private bool NextInside()
        {
            if (!_inner.MoveNext())
            {
                Dispose();
                return false;
            }

            var outer = _records.Current;
            var inner = _inner.Current;
            Current = new SourceRecord(outer.Offset, outer.ArrivedAtMs, inner.Key, inner.Data) { SubSequenceNumber = inner.SubSequenceNumber };
            return true;
        }
    }
}
