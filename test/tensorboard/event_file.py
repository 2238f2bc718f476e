"""An event file seen by programs that are not ours: Google's protobuf decodes and encodes the messages, from
descriptors written by hand after event.proto, summary.proto and tensor.proto, and CRC-32C is computed as a
polynomial's remainder, without a table.

    event_file.py read FILE     prints every event as a line of JSON; fails on a checksum, an unknown field, torn bytes
    event_file.py write FILE    writes events as PyTorch, TensorFlow 2 and Keras do
"""
import json
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

F = descriptor_pb2.FieldDescriptorProto
KINDS = {
    "double": F.TYPE_DOUBLE, "float": F.TYPE_FLOAT, "int64": F.TYPE_INT64, "int32": F.TYPE_INT32,
    "uint32": F.TYPE_UINT32, "uint64": F.TYPE_UINT64, "bool": F.TYPE_BOOL, "string": F.TYPE_STRING,
    "bytes": F.TYPE_BYTES,
}

# name: [(field, number, type, repeated)]; enums are read as int32, which their wire format is.
MESSAGES = {
    "Dim": [("size", 1, "int64", False), ("name", 2, "string", False)],
    "Shape": [("dim", 2, "Dim", True), ("unknown_rank", 3, "bool", False)],
    "Tensor": [
        ("dtype", 1, "int32", False), ("tensor_shape", 2, "Shape", False), ("version_number", 3, "int32", False),
        ("tensor_content", 4, "bytes", False), ("float_val", 5, "float", True), ("double_val", 6, "double", True),
        ("int_val", 7, "int32", True), ("string_val", 8, "bytes", True), ("int64_val", 10, "int64", True),
        ("bool_val", 11, "bool", True), ("half_val", 13, "int32", True), ("uint32_val", 16, "uint32", True),
        ("uint64_val", 17, "uint64", True),
    ],
    "PluginData": [("plugin_name", 1, "string", False), ("content", 2, "bytes", False)],
    "Metadata": [
        ("plugin_data", 1, "PluginData", False), ("display_name", 2, "string", False),
        ("summary_description", 3, "string", False), ("data_class", 4, "int32", False),
    ],
    "Histogram": [
        ("min", 1, "double", False), ("max", 2, "double", False), ("num", 3, "double", False),
        ("sum", 4, "double", False), ("sum_squares", 5, "double", False), ("bucket_limit", 6, "double", True),
        ("bucket", 7, "double", True),
    ],
    "Value": [
        ("tag", 1, "string", False), ("simple_value", 2, "float", False), ("histo", 5, "Histogram", False),
        ("node_name", 7, "string", False), ("tensor", 8, "Tensor", False), ("metadata", 9, "Metadata", False),
    ],
    "Summary": [("value", 1, "Value", True)],
    "Session": [("status", 1, "int32", False), ("checkpoint_path", 2, "string", False), ("msg", 3, "string", False)],
    "Event": [
        ("wall_time", 1, "double", False), ("step", 2, "int64", False), ("file_version", 3, "string", False),
        ("graph_def", 4, "bytes", False), ("summary", 5, "Summary", False), ("session_log", 7, "Session", False),
    ],
}


def event_class():
    file = descriptor_pb2.FileDescriptorProto(name="event.proto", package="board", syntax="proto3")
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, kind, repeated in fields:
            entry = message.field.add(name=field, number=number)
            entry.label = F.LABEL_REPEATED if repeated else F.LABEL_OPTIONAL
            entry.type = KINDS.get(kind, F.TYPE_MESSAGE)
            if kind in MESSAGES:
                entry.type_name = f".board.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName("board.Event"))


def crc32c(data):
    """The remainder of the message, as a polynomial over GF(2), by Castagnoli's; bits go least significant first."""
    polynomial, remainder = 0x11EDC6F41, 0
    bits = [(byte >> i) & 1 for byte in data for i in range(8)] + [0] * 32
    for i in range(32):
        bits[i] ^= 1
    for bit in bits:
        remainder = (remainder << 1) | bit
        if remainder >> 32:
            remainder ^= polynomial
    return int(f"{remainder ^ 0xFFFFFFFF:032b}"[::-1], 2)


def masked(data):
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17 & 0xFFFFFFFF)) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    at = 0
    while at < len(data):
        header = data[at:at + 8]
        (length,), (check,) = struct.unpack("<Q", header), struct.unpack("<I", data[at + 8:at + 12])
        assert check == masked(header), f"checksum of the length at {at}"
        body = data[at + 12:at + 12 + length]
        (check,) = struct.unpack("<I", data[at + 12 + length:at + 16 + length])
        assert check == masked(body), f"checksum of the data at {at}"
        yield body
        at += 16 + length


def read(path):
    Event = event_class()
    with open(path, "rb") as file:
        for body in records(file.read()):
            event = Event.FromString(body)
            size = event.ByteSize()
            event.DiscardUnknownFields()
            assert event.ByteSize() == size, "a field that event.proto does not have"
            print(json.dumps(json_format.MessageToDict(event, preserving_proto_field_name=True)))


def sample(Event):
    def at(step, **value):
        return Event(wall_time=1.7e9 + step, step=step, summary={"value": [value]})

    scalars = {"plugin_data": {"plugin_name": "scalars"}, "data_class": 1}
    histograms = {"plugin_data": {"plugin_name": "histograms"}}
    texts = {"plugin_data": {"plugin_name": "text"}}
    yield Event(wall_time=1.7e9, file_version="brain.Event:2")
    yield Event(wall_time=1.7e9, graph_def=bytes(3000))
    # PyTorch: add_scalar, and with new_style=True; add_histogram.
    yield at(1, tag="pytorch", simple_value=0.1)
    yield at(2, tag="pytorch_new", tensor={"dtype": 1, "float_val": [0.2]}, metadata=scalars)
    yield at(3, tag="histogram", histo={"min": 1, "max": 2, "num": 3, "bucket": [1, 2], "bucket_limit": [1, 2]})
    # TensorFlow 2: content; the plugin is named once a tag.
    shape = {"dim": []}
    content = struct.pack("<f", 0.3)
    yield at(4, tag="epoch_loss", tensor={"dtype": 1, "tensor_shape": shape, "tensor_content": content}, metadata=scalars)
    yield at(5, tag="epoch_loss", tensor={"dtype": 1, "tensor_shape": shape, "float_val": [0.4]})
    yield at(6, tag="double", tensor={"dtype": 2, "tensor_shape": shape, "double_val": [0.5]})
    yield at(7, tag="double", tensor={"dtype": 2, "tensor_content": struct.pack("<d", 1e300)})
    yield at(8, tag="int64", tensor={"dtype": 9, "int64_val": [-7]})
    yield at(9, tag="half", tensor={"dtype": 19, "half_val": [0x3555]})
    yield at(10, tag="bfloat16", tensor={"dtype": 14, "half_val": [0x3FC0]})
    yield at(11, tag="one", tensor={"dtype": 1, "tensor_shape": {"dim": [{"size": 1}]}, "float_val": [0.6]})
    yield at(12, tag="nan", simple_value=float("nan"))
    yield at(-13, tag="negative step", simple_value=1)
    # Not scalars: three numbers, a scalar tensor of another plugin, a text.
    yield at(14, tag="vector", tensor={"dtype": 1, "tensor_shape": {"dim": [{"size": 3}]}, "float_val": [1, 2, 3]})
    yield at(15, tag="other", tensor={"dtype": 1, "float_val": [1]}, metadata=histograms)
    yield at(16, tag="other", tensor={"dtype": 1, "float_val": [2]})
    yield at(17, tag="text", tensor={"dtype": 7, "string_val": [b"hello"]}, metadata=texts)
    yield Event(wall_time=1.7e9 + 18, step=5, session_log={"status": 1})
    yield at(5, tag="epoch_loss", tensor={"dtype": 1, "float_val": [0.7]})


def write(path):
    with open(path, "wb") as file:
        for event in sample(event_class()):
            body = event.SerializeToString()
            header = struct.pack("<Q", len(body))
            file.write(header + struct.pack("<I", masked(header)) + body + struct.pack("<I", masked(body)))


if __name__ == "__main__":
    {"read": read, "write": write}[sys.argv[1]](sys.argv[2])
