/*
 * A Vulkan driver that hands everything on to another one, NABLA_DRIVER, until the file NABLA_LOST exists: then every
 * submission of work answers VK_ERROR_DEVICE_LOST, as when a GPU is unplugged, hangs or is reset.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VK_ERROR_DEVICE_LOST (-4)

typedef void (*Function)(void);
typedef Function (*Lookup)(void *, const char *);
typedef int (*Submit)(void *queue, unsigned count, const void *submissions, void *fence);

static Submit submit;
static Lookup lookupOfDevice;

static void *driver(const char *name) {
  static void *library;
  if (!library) library = dlopen(getenv("NABLA_DRIVER"), RTLD_NOW | RTLD_LOCAL);
  return dlsym(library, name);
}

static int submitUntilLost(void *queue, unsigned count, const void *submissions, void *fence) {
  if (access(getenv("NABLA_LOST"), F_OK) == 0) return VK_ERROR_DEVICE_LOST;
  return submit(queue, count, submissions, fence);
}

static Function replaced(const char *name, Function found) {
  if (strcmp(name, "vkQueueSubmit")) return found;
  submit = (Submit)found;
  return (Function)submitUntilLost;
}

static Function ofDevice(void *device, const char *name) { return replaced(name, lookupOfDevice(device, name)); }

Function vk_icdGetInstanceProcAddr(void *instance, const char *name) {
  Function found = ((Lookup)driver("vk_icdGetInstanceProcAddr"))(instance, name);
  if (strcmp(name, "vkGetDeviceProcAddr")) return replaced(name, found);
  lookupOfDevice = (Lookup)found;
  return (Function)ofDevice;
}

int vk_icdNegotiateLoaderICDInterfaceVersion(unsigned *version) {
  return ((int (*)(unsigned *))driver("vk_icdNegotiateLoaderICDInterfaceVersion"))(version);
}
